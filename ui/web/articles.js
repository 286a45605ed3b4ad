// The page of the articles, where they may be changed: shows how far an upload and a change under way have come.
const form = document.querySelector("#add");
const state = form?.querySelector(".state");

form?.elements.files.addEventListener("change", ({ target }) => {
  const names = [...target.files].map((file) => file.name);
  const shown = names.length > 5 ? [...names.slice(0, 5), "…"] : names;
  const count = names.length > 1 ? `${names.length} fichiers\u00a0: ` : "";
  form.querySelector(".chosen").textContent = names.length ? count + shown.join(", ") : "Aucun fichier choisi";
});

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const files = [...form.elements.files.files];
  if (files.reduce((sum, file) => sum + file.size, 0) > Number(form.dataset.most)) {
    state.textContent = "Trop gros pour un seul envoi\u00a0: choisissez moins de fichiers.";
    return;
  }
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", "Envoi");
  state.replaceChildren("Envoi… ", bar);
  form.querySelector("button").disabled = true;
  const failed = () => {
    state.textContent = "L’envoi a échoué. Réessayez avec moins de fichiers.";
    form.querySelector("button").disabled = false;
  };
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.onprogress = ({ loaded, total }) => Object.assign(bar, { max: total, value: loaded });
  request.onload = () => (request.status === 200 ? location.assign(request.responseURL + "#suivi") : failed());
  request.onerror = failed;
  request.send(new FormData(form));
});

const change = document.querySelector("#suivi");
if (change?.dataset.follow) {
  const follow = async () => {
    const answer = await fetch(change.dataset.follow).catch(() => null);
    const told = new DOMParser().parseFromString(answer?.ok ? await answer.text() : "", "text/html");
    const now = told.querySelector("#suivi");
    if (now && !now.dataset.follow) return location.reload();
    if (now && now.innerHTML !== change.innerHTML) change.replaceChildren(...now.childNodes);
    setTimeout(follow, 400);
  };
  follow();
}
