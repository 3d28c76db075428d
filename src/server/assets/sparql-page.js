// Starts the editor. It talks to this server alone: completion from elsewhere is off.
(() => {
  const { endpoint, prefixes, examples } = JSON.parse(document.getElementById('settings').textContent);
  const { Yasgui } = window;
  const address = new URL(endpoint, window.location.href).href;
  Yasgui.Yasr.defaults.prefixes = prefixes;
  const editor = new Yasgui(document.getElementById('yasgui'), {
    persistenceId: 'stemma-sparql',
    requestConfig: { endpoint: address, method: 'POST' },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [{ endpoint: address }] },
    yasqe: { value: examples[0].query, autocompleters: ['variables'], showQueryButton: true, resizeable: true },
  });
  const open = (index) => {
    const { title, query } = examples[index];
    editor.addTab(true, { name: title, yasqe: { value: query }, requestConfig: { endpoint: address } });
  };
  for (const button of document.querySelectorAll('[data-example]'))
    button.addEventListener('click', () => open(Number(button.dataset.example)));
  const catalogue = document.getElementById('catalogue');
  catalogue.addEventListener('change', () => {
    if (catalogue.value !== '') open(Number(catalogue.value));
    catalogue.value = '';
  });
})();
