import { once } from 'node:events';
import type { RootFolder } from './rootFolder.ts';

/** A server of ours that was started from what is installed. */
export interface Started {
  readonly url: string;
  /** What it said until it had started. */
  readonly said: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server as its installed unit says: that command, as that user, with those options and capabilities.
 * @param port 0, or one that is free.
 */
export async function startUnit(root: RootFolder, name: string): Promise<Started> {
  const unit = root.shell(`cat /lib/systemd/system/${name}.service`);
  const setting = (key: string) =>
    unit
      .split('\n')
      .find((line) => line.startsWith(`${key}=`))
      ?.slice(key.length + 1) ?? '';
  const user = setting('User');
  const as = `setpriv --reuid=${user} --regid=${user} --init-groups --no-new-privs`;
  const capabilities =
    '--inh-caps=-all,+net_bind_service --ambient-caps=-all,+net_bind_service --bounding-set=-all,+net_bind_service';
  const file = setting('EnvironmentFile').replace('-', '');
  const start = `umask 0077; . ${file}; exec ${as} ${capabilities} ${setting('ExecStart')}`;
  const child = root.start('sh', '-c', start);
  const gone = once(child, 'close');
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer) => {
      said += text.toString();
      const found = /https?:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void gone.then(() => {
      reject(new Error(said));
    });
  });
  return {
    url,
    said,
    stop: async () => {
      child.kill();
      await gone;
    },
  };
}
