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

  const ask = (question) => {
    const box = document.querySelector("#question textarea");
    box.value = question;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => document.querySelector("#question .submit-button")?.click());
  };

  // Gradio's button copies a message's Markdown, escapes and all; a reader wants the words as they stand.
  const copyMessage = async (button) => {
    const message = button.closest(".message-buttons").previousElementSibling;
    const words = message.querySelector(".message-content").innerText.trim().replace(/\n{3,}/g, "\n\n");
    const name = button.getAttribute("aria-label");
    const say = (said) => ["aria-label", "title"].forEach((attribute) => button.setAttribute(attribute, said));
    try {
      await navigator.clipboard.writeText(words);
      say("Copié");
      button.classList.add("copied");
    } catch {
      say("Copie impossible");
    }
    setTimeout(() => (say(name), button.classList.remove("copied")), 2000);
  };
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.('#conversation button[aria-label="Copier"]');
      if (!button) return;
      event.stopImmediatePropagation();
      copyMessage(button);
    },
    true,
  );

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copy]");
    if (button) return void copy(button);
    if (event.target.closest('#conversation a[href="#alone"]')) {
      event.preventDefault();
      return void document.querySelector("button#alone, #alone button").click();
    }
    const question = event.target.closest('#conversation a[href="#ask"]');
    if (question) {
      event.preventDefault();
      return void ask(question.textContent);
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
    document.querySelectorAll('#conversation button[aria-label="Feedback"]').forEach((button) => {
      button.setAttribute("aria-label", "Dire ce qui ne va pas");
      button.setAttribute("title", "Dire ce qui ne va pas");
    });
    const examples = document.querySelector("#conversation .examples");
    examples?.setAttribute("role", "group");
    examples?.setAttribute("aria-label", "Questions suggérées");
    for (const [name, nothing] of [["Journaux", "tous"], ["Articles", "tous"]]) {
      document.querySelector(`#filters input[aria-label="${name}"]`)?.setAttribute("placeholder", nothing);
    }
    const filters = document.querySelector("#filters > button");
    filters?.setAttribute("aria-expanded", filters.classList.contains("open"));
    document.querySelector('#conversation [role="log"]')?.setAttribute("aria-label", "Conversation");
  };
  const changes = { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] };
  new MutationObserver(translate).observe(document.body, changes);
  translate();
}
