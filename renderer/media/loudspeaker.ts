/** Plays sound: another person's stream, or one of our own making. */
export interface Loudspeaker {
  /** @param deviceId the speaker to use; the system's if it is empty or gone. */
  readonly choose: (deviceId: string) => Promise<void>;
  readonly stop: () => void;
}

/** Plays a stream aloud until it is stopped. */
export function playAloud(stream: MediaStream, deviceId = ''): Loudspeaker {
  const player = new Audio();
  player.srcObject = stream;
  const choose = async (id: string) => {
    // An unplugged speaker must not keep the person from hearing.
    await player.setSinkId(id).catch(() => player.setSinkId(''));
  };
  const play = async () => {
    if (deviceId !== '') await choose(deviceId);
    await player.play();
  };
  play().catch((error: unknown) => {
    // Stopped before it began.
    if (player.srcObject !== null) throw error;
  });
  return {
    choose,
    stop: () => {
      player.srcObject = null;
    },
  };
}
