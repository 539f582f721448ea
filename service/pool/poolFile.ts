/** The name of the file that names the pool's people and organisations, in its data folder. */
export const POOL_FILE = 'pool.json';
