/** How long a way to another's device is looked for before the person is told, in milliseconds. */
const PATIENCE_MS = 15_000;
/** Milliseconds after which a way that was lost is looked for anew. */
const UNTIL_RESTART_MS = 4000;

export type PeerState = 'connecting' | 'connected' | 'failed';

/**
 * Follows the state of a connection.
 * @param onState is called at each change.
 * @param onRestart is called when a lost connection should be restarted.
 * @returns what stops it.
 */
export function watchPeer(
  connection: RTCPeerConnection,
  onState: (state: PeerState) => void,
  onRestart: () => void,
): () => void {
  let state: PeerState = 'connecting';
  let patience: ReturnType<typeof setTimeout> | undefined;
  let restart: ReturnType<typeof setTimeout> | undefined;
  const turn = (next: PeerState): void => {
    if (next === state) return;
    state = next;
    onState(next);
  };
  const watch = (): void => {
    clearTimeout(restart);
    clearTimeout(patience);
    const { connectionState } = connection;
    if (connectionState === 'connected') {
      turn('connected');
      return;
    }
    if (connectionState === 'failed') turn('failed');
    else
      patience = setTimeout(() => {
        turn('failed');
      }, PATIENCE_MS);
    if (connectionState === 'failed' || connectionState === 'disconnected')
      restart = setTimeout(onRestart, UNTIL_RESTART_MS);
  };
  watch();
  connection.addEventListener('connectionstatechange', watch);
  return () => {
    clearTimeout(patience);
    clearTimeout(restart);
    connection.removeEventListener('connectionstatechange', watch);
  };
}
