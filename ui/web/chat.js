// Runs once when the chat page loads: follows [n] to its card and back, copies citations, speaks French.
() => {
  document.documentElement.lang = "fr";

  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  const show = (element) => {
    for (let box = element; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    document.querySelectorAll(".lit").forEach((other) => other.classList.remove("lit"));
    element.classList.add("lit");
    element.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "nearest" });
    element.focus({ preventScroll: true });
  };

  const copy = async (button) => {
    const words = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Citation copiée";
    } catch {
      button.textContent = "Copie impossible";
    }
    setTimeout(() => (button.textContent = words), 2000);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copy]");
    if (button) return void copy(button);
    if (event.target.closest('#conversation a[href="#alone"]')) {
      event.preventDefault();
      return void document.querySelector("button#alone, #alone button").click();
    }
    const link = event.target.closest('a[href^="#src-"], a[href^="#near-"]');
    if (!link) return;
    event.preventDefault();
    const address = link.getAttribute("href");
    const goal = link.hasAttribute("data-back")
      ? document.querySelector(`#conversation a[href="${address}"]`)
      : document.getElementById(address.slice(1));
    if (goal) show(goal);
  });

  // What Gradio says in English only, or says wrongly: a list without items, labels that repeat a message's source.
  const translate = () => {
    document.querySelectorAll("#conversation [data-testid][aria-label*=\"'s message\"]")
      .forEach((message) => message.removeAttribute("aria-label"));
    for (const example of document.querySelectorAll('#conversation [aria-label^="Select example"]')) {
      example.setAttribute("aria-label", example.textContent.trim());
    }
    const examples = document.querySelector("#conversation .examples");
    examples?.setAttribute("role", "group");
    examples?.setAttribute("aria-label", "Questions suggérées");
    document.querySelector('#conversation [role="log"]')?.setAttribute("aria-label", "Conversation");
  };
  new MutationObserver(translate).observe(document.body, { subtree: true, childList: true });
  translate();
}
