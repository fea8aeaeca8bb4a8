// Stands inline in the page, before anything is drawn: sets theme, text size and language so that nothing flickers, and asks
// for what the app will need at once: who is signed in, and a lesson with its pieces. `foundation/api/client.ts` takes up
// the replies; on a slow line that saves a whole round after the scripts have come.
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem('bdh.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    if (localStorage.getItem('bdh.simple') === '1') root.dataset.simple = '';
    if (localStorage.getItem('bdh.locale') === 'en') root.lang = 'en';
  } catch (e) {
    // Storage may be forbidden; the defaults serve.
  }
  // On a shared telephone nobody is asked about before a PIN was typed (identity/profiles).
  var shared = false;
  try {
    shared = localStorage.getItem('bdh.profiles') === '1';
  } catch (e) {
    // Then there are no profiles either.
  }
  function ask(path) {
    var reply = fetch('/api/v1' + path, { headers: { accept: 'application/json' }, credentials: 'same-origin', cache: 'no-store' });
    reply.catch(function () {});
    window.bdhAsked[path] = reply;
  }
  window.bdhAsked = {};
  ask('/site');
  if (shared) return;
  ask('/me');
  var lesson = /^\/hoc\/([\w-]+)$/.exec(location.pathname);
  if (!lesson) return;
  ask('/lessons/' + lesson[1]);
  ['lesson-pieces'].forEach(function (piece) {
    var link = document.createElement('link');
    link.rel = /\.css$/.test(piece) ? 'preload' : 'modulepreload';
    if (link.rel === 'preload') link.as = 'style';
    link.href = piece;
    document.head.appendChild(link);
  });
})();
