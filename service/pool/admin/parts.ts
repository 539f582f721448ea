import type { ClientAddresses } from '../../shared/clientAddress.ts';
import type { PoolData } from '../accounts/poolData.ts';
import type { PoolFile } from '../accounts/poolFile.ts';
import type { ChangeLog } from '../changes/changeLog.ts';
import type { AdminAccess } from './adminAccess.ts';
import type { Administrators } from './administrators.ts';
import type { Changing } from './changing.ts';

/** What the routes of administrators work with. */
export interface AdminParts {
  readonly file: Pick<PoolFile, 'stored'>;
  /** What there is, with the log's last entry that it surely holds. */
  readonly look: () => { readonly seen: number; readonly data: PoolData };
  readonly administrators: Administrators;
  readonly access: AdminAccess;
  readonly changing: Changing;
  readonly changeLog: ChangeLog;
  readonly addresses: Pick<ClientAddresses, 'isByProxy'>;
}
