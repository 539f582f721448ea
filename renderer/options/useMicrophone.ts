import { useEffect, useState } from 'react';
import { createLevelMeter } from '../media/levelMeter.ts';
import { closeMicrophone, openMicrophone, type Microphone } from '../media/microphone.ts';

/** Measures a microphone while the component is shown; `opened` is undefined until the device answered. */
export function useMicrophone(deviceId: string) {
  const [opened, setOpened] = useState<Microphone>();
  const [level, setLevel] = useState(0);
  useEffect(() => {
    let isOver = false;
    let close = (): void => undefined;
    void openMicrophone(deviceId).then((microphone) => {
      if (isOver) {
        if (microphone.ok) closeMicrophone(microphone.stream);
        return;
      }
      setOpened(microphone);
      if (!microphone.ok) return;
      const meter = createLevelMeter(microphone.stream);
      meter.subscribe(() => {
        setLevel(meter.get());
      });
      close = () => {
        meter.stop();
        closeMicrophone(microphone.stream);
      };
    });
    return () => {
      isOver = true;
      close();
    };
  }, [deviceId]);
  return { opened, level };
}
