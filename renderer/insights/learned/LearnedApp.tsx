import { FaultBoundary } from '../../app/FaultBoundary.tsx';
import { LanguageOfPage } from '../layout/language.tsx';
import { Themed } from '../layout/Themed.tsx';
import { LearnedPage } from './LearnedPage.tsx';

/** `/learned/`: what the data taught, for the people who sent them. */
export function LearnedApp() {
  return (
    <Themed>
      <FaultBoundary>
        <LanguageOfPage>
          <LearnedPage />
        </LanguageOfPage>
      </FaultBoundary>
    </Themed>
  );
}
