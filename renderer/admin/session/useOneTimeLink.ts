import { useEffect, useState } from 'react';
import { readOneTimeLink } from '../../../contract/admin/paths.ts';

type Link = ReturnType<typeof readOneTimeLink>;

/** Takes a one-time link's secret out of the address, so that no history keeps it. */
function takeLink(): Link {
  const link = readOneTimeLink(location.hash);
  if (link) history.replaceState(null, '', location.pathname);
  return link;
}

/** The one-time link by which the page was opened, if it was; it is done with once `forget` is called. */
export function useOneTimeLink(): { readonly link: Link; readonly forget: () => void } {
  const [link, setLink] = useState(() => readOneTimeLink(location.hash));
  useEffect(() => {
    takeLink();
    // A link that is opened in a tab where the page is open already loads nothing.
    const onHash = () => {
      const next = takeLink();
      if (next) setLink(next);
    };
    window.addEventListener('hashchange', onHash);
    return () => {
      window.removeEventListener('hashchange', onHash);
    };
  }, []);
  return {
    link,
    forget: () => {
      setLink(undefined);
    },
  };
}
