/* Told before anything else runs, in old syntax: what this browser lacks. Everybody else never sees this. */
(function () {
  var root = document.documentElement;

  function tell(reason) {
    var place = document.getElementById("trouble");
    if (!place || root.getAttribute("data-ready")) return;
    root.setAttribute("data-old", "true");
    place.textContent =
      "This page needs a newer browser (Firefox 113, Chrome 105, Safari 16.4 or later): " +
      reason +
      " The same graph can be had as Turtle, GraphML and CSV: l2graph export writes them.";
    place.removeAttribute("hidden");
  }

  function lacking() {
    if (!window.Promise || !window.Map || !window.Response) return "its scripts are written for one.";
    if (!window.DecompressionStream) return "yours cannot unpack the graph that lies in the page.";
    if (!document.createElement("dialog").showModal) return "yours knows no dialogs.";
    if (!(window.CSS && CSS.supports && CSS.supports("display", "grid"))) return "yours cannot lay it out.";
    return "";
  }

  var reason = lacking();
  if (reason) tell(reason);
  window.addEventListener("error", function (event) {
    if (event.error instanceof SyntaxError) tell("yours does not understand its script.");
  });
})();
