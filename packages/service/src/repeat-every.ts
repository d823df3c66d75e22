/** Does something now and then again and again, never twice at once. @returns How to stop it. */
export function repeatEvery(
  milliseconds: number,
  act: () => Promise<unknown>,
  onError: (error: unknown) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const round = async () => {
    try {
      await act();
    } catch (error) {
      onError(error);
    }
    if (!stopped) timer = setTimeout(() => void round(), milliseconds).unref();
  };
  void round();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
