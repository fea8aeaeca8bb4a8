// Sets theme, text size and language before the first paint, so that nothing flickers.
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
})();
