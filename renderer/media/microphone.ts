/**
 * Why there is no sound to send: the person or their system refused, there is no device, or another application has
 * it.
 */
export type MicrophoneProblem = 'refused' | 'none' | 'busy';

export type Microphone =
  | { readonly ok: true; readonly stream: MediaStream }
  | { readonly ok: false; readonly problem: MicrophoneProblem };

/** What the names of getUserMedia's failures mean (Media Capture and Streams, section 10.2). */
const problems: Readonly<Record<string, MicrophoneProblem>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/**
 * Opens a microphone; the caller stops its tracks.
 * @param deviceId the preferred one; the system's if none has that id, or none is given.
 */
export async function openMicrophone(deviceId = ''): Promise<Microphone> {
  const audio = deviceId === '' ? true : { deviceId: { ideal: deviceId } };
  try {
    return { ok: true, stream: await navigator.mediaDevices.getUserMedia({ audio }) };
  } catch (error) {
    const problem = error instanceof DOMException ? problems[error.name] : undefined;
    if (problem === undefined) throw error;
    return { ok: false, problem };
  }
}

/** Releases the device; the system's indicator goes off. */
export function closeMicrophone(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
