import { FaultBoundary } from '../../app/FaultBoundary.tsx';
import { LanguageOfPage } from '../../webPage/language.tsx';
import { MadeUpBar } from '../layout/MadeUpBar.tsx';
import { Themed } from '../../webPage/Themed.tsx';
import { LearnedPage } from './LearnedPage.tsx';

/** `/learned/`: what the data taught, for the people who sent it. */
export function LearnedApp() {
  return (
    <Themed>
      <FaultBoundary>
        <LanguageOfPage>
          <MadeUpBar />
          <LearnedPage />
        </LanguageOfPage>
      </FaultBoundary>
    </Themed>
  );
}
