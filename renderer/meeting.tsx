import { speakWithoutEval } from '../contract/meetings.ts';
import { createAppPlace } from './meeting/appPlace.ts';
import { MeetingPage } from './meeting/MeetingPage.tsx';
import { PlaceContext } from './meeting/place.ts';
import { mount } from './mount.tsx';

speakWithoutEval();
mount((main) => (
  <PlaceContext value={createAppPlace(main)}>
    <MeetingPage />
  </PlaceContext>
));
