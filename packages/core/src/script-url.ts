/** Where this script came from. The words lie beside it, and the service is behind it unless a page says otherwise. */
export const scriptUrl = import.meta.url;
