// Runs before anything is drawn, so that a chosen theme does not flash. Storage may be refused (file://, privacy settings): then the preference decides.
try {
  const chosen = localStorage.getItem('inferencebench-theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
} catch { /* no storage: follow the preference */ }
document.documentElement.classList.add('script');
