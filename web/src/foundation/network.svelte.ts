// Whether the device says it has a network. It may be wrong; only a reply proves one.
class Network {
  online = $state(typeof navigator === 'undefined' ? true : navigator.onLine);

  watch(): () => void {
    const update = () => (this.online = navigator.onLine);
    addEventListener('online', update);
    addEventListener('offline', update);
    return () => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
    };
  }
}

export const network = new Network();
