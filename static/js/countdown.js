// Counts down the seconds of what can be taken back until a moment (data-until), and puts it away once it is over.
// Without a script the moment itself stands there, and the server refuses what comes later.
for (const offer of document.querySelectorAll("[data-until]")) {
  const left = offer.querySelector("[data-until-left]");
  const until = Date.parse(offer.dataset.until);
  const tick = () => {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    if (seconds <= 0) {
      offer.hidden = true;
      window.clearInterval(timer);
    } else {
      left.textContent = `${seconds} s`;
    }
  };
  const timer = window.setInterval(tick, 1000);
  tick();
}
