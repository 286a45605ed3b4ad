"""The chat page: a conversation on one side, the sources of its answers on the other.

What happens to the conversation is decided in `ui.desk`; here are Gradio's parts and which of their events asks for
what. Structure and wiring follow what was found to hold on Gradio 6.31.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.components.chatbot import ExampleMessage

from corpus.errors import PresseError
from rag.question import MAX_CHARACTERS
from ui.conversation import Conversation
from ui.desk import OPINIONS, Desk, View
from ui.feedback import FeedbackStore
from ui.french import spaced
from ui.pages import masthead
from ui.render import unescaped
from ui.scope import Scope, outlets_of, years_of
from ui.service import Service

AT_ONCE = 4  # answers worked out at the same time; further users wait their turn

TITLE = "presse"
WELCOME = f"""<div class="welcome"><strong>{spaced("Que cherchez-vous dans les articles ?")}</strong>
<span>{spaced("Chaque réponse est une phrase d’article, avec sa source. Sans réponse, on vous le dit.")}</span></div>"""
Choice = tuple[str, str]
Listener = Callable[..., Any]


def build_chat(service: Service, feedback: FeedbackStore | None = None) -> gr.Blocks:
    """Return the page; mount it with what `ui.server` adds (theme, style, script, French).

    Readers are asked what they think of an answer only where there is a `feedback` to keep it in.
    """
    desk = Desk(service, feedback)
    page = gr.Blocks(title=TITLE, analytics_enabled=False)
    with page:
        gr.HTML(masthead("/"), elem_id="masthead", js_on_load=None, apply_default_css=False)
        conversation, kept = gr.State(()), gr.BrowserState("", storage_key="presse", secret="presse")
        with gr.Row(elem_id="desk"):
            with gr.Column(scale=3, min_width=320):
                bot, box = _chatbot(service, desk.judged), _question_box()
                filters = _filters(service)
                alone = gr.Button("Poser la question seule", elem_id="alone", visible="hidden")
            with gr.Column(scale=2, min_width=320):
                panel = gr.HTML(desk.view(()).cards, elem_id="sources", js_on_load=None, apply_default_css=False)
        _wire(desk, _Parts(conversation, kept, bot, box, filters, alone, panel))
        _at_once(page.load, lambda: _as_loaded(service), None, [bot, *filters])
        _at_once(
            page.load,
            lambda current, text: desk.restore(current, text) or gr.skip(),
            [conversation, kept],
            [conversation, bot, panel, kept],
        )
    page.queue(default_concurrency_limit=AT_ONCE, max_size=64, api_open=False)
    return page


def _chatbot(service: Service, judged: bool) -> gr.Chatbot:
    return gr.Chatbot(
        label="Conversation",
        show_label=False,
        elem_id="conversation",
        height="min(62vh, 640px)",
        placeholder=WELCOME,
        examples=_examples(service),
        buttons=["copy"],
        editable="user",
        feedback_options=list(OPINIONS) if judged else None,
        allow_tags=False,
        latex_delimiters=[],
        group_consecutive_messages=False,
    )


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label="Votre question",
        placeholder="Votre question…",
        show_label=False,
        elem_id="question",
        submit_btn="Envoyer",
        max_length=MAX_CHARACTERS,
        autofocus=True,
    )


def _examples(service: Service) -> list[ExampleMessage]:
    try:
        return [ExampleMessage(text=question) for question in service.suggestions()]
    except PresseError:
        return []


def _turn(message_index: int | tuple[int, int]) -> int:
    """Return the turn of a message: two messages a turn, the first the question's."""
    return (message_index if isinstance(message_index, int) else message_index[0]) // 2


def _at_once(event: Listener, act: Callable[..., Any], inputs: Any, outputs: Any) -> Any:
    """Listen with something that takes no time: no queue, no progress shown."""
    return event(act, inputs, outputs, queue=False, show_progress="hidden", api_visibility="private")


def _filters(service: Service) -> tuple[gr.Dropdown, ...]:
    """Return the choices of outlets, articles, first and last year, shut away until they are wanted."""
    outlets, titles, since, until = _choices(service)
    with gr.Accordion("Limiter la recherche", open=False, elem_id="filters"), gr.Row():
        return (
            gr.Dropdown(outlets, multiselect=True, label="Journaux"),
            gr.Dropdown(titles, multiselect=True, label="Articles"),
            gr.Dropdown(since, label="Depuis", value=""),
            gr.Dropdown(until, label="Jusqu’à", value=""),
        )


def _choices(service: Service) -> tuple[list[Choice], ...]:
    """Return for each filter what can be chosen, as (what is read, what is meant)."""
    try:
        articles = service.articles()
    except PresseError:
        articles = ()
    outlets = [(outlet, outlet) for outlet in outlets_of(articles)]
    years = [(year, year) for year in years_of(articles)]
    titles = [(article.title, article.id) for article in articles]
    return outlets, titles, [("toujours", ""), *years], [("aujourd’hui", ""), *years]


def _as_loaded(service: Service) -> tuple[Any, ...]:
    """Return the suggestions and the choices of filters anew: another corpus may be loaded since the start."""
    return gr.Chatbot(examples=_examples(service)), *(gr.Dropdown(choices=choices) for choices in _choices(service))


def _scope(outlets: list[str] | None, articles: list[str] | None, since: str | None, until: str | None) -> Scope:
    return Scope(tuple(outlets or ()), tuple(articles or ()), since or "", until or "")


@dataclass(frozen=True, slots=True)
class _Parts:
    """What of the page takes part in its events."""

    conversation: gr.State
    kept: gr.BrowserState
    bot: gr.Chatbot
    box: gr.Textbox
    filters: tuple[gr.Dropdown, ...]
    alone: gr.Button
    panel: gr.HTML


def _wire(desk: Desk, parts: _Parts) -> None:
    """Connect the page's events: a question is shown at once, answered next, and can be stopped in between."""
    conversation, bot, box = parts.conversation, parts.bot, parts.box
    shown = [conversation, bot, parts.panel, parts.kept]

    def submit(question: str, current: Conversation, *filters: Any) -> tuple[Any, ...]:
        return gr.Textbox("", submit_btn=False, stop_btn="Arrêter"), *desk.ask(current, question, _scope(*filters))

    def suggested(
        current: Conversation, outlets: Any, articles: Any, since: Any, until: Any, picked: gr.SelectData
    ) -> View:
        return desk.ask(current, picked.value["text"], _scope(outlets, articles, since, until))

    def retry(current: Conversation, event: gr.RetryData) -> View:
        return desk.ask_again(current, _turn(event.index))

    def edit(current: Conversation, event: gr.EditData) -> View:
        return desk.ask_again(current, _turn(event.index), unescaped(str(event.value)))

    def undo(current: Conversation, event: gr.UndoData) -> tuple[Any, ...]:
        turn = _turn(event.index)
        return (current[turn].question if turn < len(current) else ""), *desk.view(current[:turn])

    def ready() -> gr.Textbox:
        return gr.Textbox(submit_btn="Envoyer", stop_btn=False)

    def then_answer(asking: Any) -> Any:
        answering = asking.success(
            desk.answers, conversation, shown, concurrency_id="ask", concurrency_limit=AT_ONCE, api_visibility="private"
        )
        _at_once(answering.then, ready, None, box)
        return answering

    def like(current: Conversation, event: gr.LikeData, request: gr.Request) -> None:
        gr.Info(desk.judge(current, request.session_hash or "", _turn(event.index), event.liked), duration=3, title="")

    running = [
        then_answer(_at_once(box.submit, submit, [box, conversation, *parts.filters], [box, *shown])),
        then_answer(_at_once(bot.example_select, suggested, [conversation, *parts.filters], shown)),
        then_answer(_at_once(parts.alone.click, desk.ask_alone, conversation, shown)),
        then_answer(_at_once(bot.retry, retry, conversation, shown)),
        then_answer(_at_once(bot.edit, edit, conversation, shown)),
    ]
    _at_once(bot.undo, undo, conversation, [box, *shown])
    if desk.judged:  # without options to like, Gradio's page breaks on the first answer; unqueued, Info is mute
        bot.like(like, conversation, None, show_progress="hidden", api_visibility="private")
    _at_once(bot.clear, lambda: desk.view(()), None, shown)
    stopping = box.stop(
        desk.stop, conversation, shown, cancels=running, queue=False, show_progress="hidden", api_visibility="private"
    )
    _at_once(stopping.then, ready, None, box)
