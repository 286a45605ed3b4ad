"""How Gradio's own parts look and speak: its theme in our palette, its built-in words in French."""

import gradio as gr

# Gradio takes its words from the browser's language; a French page speaks French to every browser.
_LOCALES = ("ar", "de", "en", "en-GB", "en-US", "es", "fr", "fr-FR", "it", "nl", "pt", "pt-BR", "zh-CN")
_WORDS = {
    "chatbot.edit": "Modifier la question",
    "chatbot.retry": "Reposer la question",
    "chatbot.undo": "Retirer cette question",
    "chatbot.submit": "Envoyer",
    "chatbot.cancel": "Annuler",
    "chatbot.clear": "Effacer la conversation",
    "chatbot.copy_message": "Copier",
    "chatbot.copied_message": "Copié",
    "chatbot.like": "Bonne réponse",
    "chatbot.dislike": "Mauvaise réponse",
    "common.clear": "Effacer",
    "common.error": "Erreur",
    "common.loading": "Chargement",
    "common.submit": "Envoyer",
    "common.undo": "Annuler",
}


def chat_i18n() -> gr.I18n:
    """Return Gradio's built-in words in French, whatever the browser's language."""
    return gr.I18n(**dict.fromkeys(_LOCALES, _WORDS))


def chat_theme() -> gr.themes.Base:
    """Return a plain theme that fetches no font; `web/chat.css` does the rest."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
