// Holds the widget's database for ever, as a page that the browser froze in mid-transaction does.
indexedDB.databases().then((all) => {
  if (!all.some(({ name }) => name === "whyshelf")) return;
  const request = indexedDB.open("whyshelf");
  request.onsuccess = () => {
    const stores = [...request.result.objectStoreNames];
    const store = request.result.transaction(stores, "readwrite").objectStore(stores[0]);
    const again = () => {
      store.get("never").onsuccess = again;
    };
    again();
  };
});
