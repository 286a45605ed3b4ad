"""The chat page: a conversation on one side, the sources of its answers on the other.

The conversation is the only state; bubbles and cards are drawn from it anew after every event, so that nothing
shown is ever stale. Structure and event wiring follow what was found to hold on Gradio 6.31.
"""

import logging
from collections.abc import Callable
from typing import Any, NamedTuple

import gradio as gr
from gradio.components.chatbot import ExampleMessage

from corpus.errors import PresseError
from rag.question import MAX_CHARACTERS
from ui.conversation import Conversation, answered, asked, history
from ui.feedback import FeedbackStore, Verdict
from ui.french import notice, spaced
from ui.keeping import dumped, loaded
from ui.listing import look_up
from ui.pages import masthead
from ui.render import messages, sources_html, unescaped
from ui.service import Service

AT_ONCE = 4  # answers worked out at the same time; further users wait their turn

TITLE = "presse"
WELCOME = f"""<div class="welcome"><strong>{spaced("Que cherchez-vous dans les articles ?")}</strong>
<span>{spaced("Chaque réponse est une phrase d'article, avec sa source. Sans réponse, on vous le dit.")}</span></div>"""
TOO_LONG = spaced(f"Question trop longue : {MAX_CHARACTERS} caractères au plus.")
OPINIONS: dict[str, Verdict] = {
    "Like": "good",
    "Dislike": "bad",
    "Mauvaise citation": "wrong quote",
    "Mauvais article": "wrong article",
    "Il fallait répondre": "should have answered",
    "Il fallait s'abstenir": "should have abstained",
}
THANKS, FORGOTTEN, NOT_KEPT = (
    "Merci, votre avis est noté.",
    "Votre avis est retiré.",
    "Votre avis n'a pas pu être noté.",
)
STOPPED = "Recherche interrompue."

log = logging.getLogger(__name__)

Listener = Callable[..., Any]


class View(NamedTuple):
    """What the page shows of a conversation, and what the browser keeps of it."""

    conversation: Conversation
    bubbles: list[dict[str, str]]
    cards: str
    kept: str


def build_chat(service: Service, feedback: FeedbackStore | None = None) -> gr.Blocks:
    """Return the page; mount it with what `ui.server` adds (theme, style, script, French).

    Readers are asked what they think of an answer only where there is a `feedback` to keep it in.
    """
    desk = _Desk(service, feedback)
    page = gr.Blocks(title=TITLE, analytics_enabled=False)
    with page:
        gr.HTML(masthead("/"), elem_id="masthead", js_on_load=None, apply_default_css=False)
        conversation, kept = gr.State(()), gr.BrowserState("", storage_key="presse", secret="presse")
        with gr.Row(elem_id="desk"):
            with gr.Column(scale=3, min_width=320):
                bot, box = _chatbot(service, desk.judged), _question_box()
                alone = gr.Button("Poser la question seule", elem_id="alone", visible="hidden")
            with gr.Column(scale=2, min_width=320):
                panel = gr.HTML(desk.view(()).cards, elem_id="sources", js_on_load=None, apply_default_css=False)
        _wire(desk, conversation, kept, bot, box, alone, panel)
        _at_once(page.load, lambda: gr.Chatbot(examples=_examples(service)), None, bot)
        _at_once(
            page.load,
            lambda current, text: desk.restore(current, text) or gr.skip(),
            [conversation, kept],
            [conversation, bot, panel, kept],
        )
    page.queue(default_concurrency_limit=AT_ONCE, max_size=64, api_open=False)
    return page


class _Desk:
    """What happens to a conversation: each method takes one and returns what the page shows next."""

    def __init__(self, service: Service, feedback: FeedbackStore | None = None) -> None:
        self._service = service
        self._feedback = feedback
        self._look_up = look_up(service)

    def view(self, conversation: Conversation) -> View:
        """Draw a conversation."""
        kept = dumped(conversation)
        return View(conversation, messages(conversation), sources_html(conversation, self._look_up, kept), kept)

    @property
    def judged(self) -> bool:
        """Whether opinions of answers are kept."""
        return self._feedback is not None

    def restore(self, conversation: Conversation, kept: object) -> View | None:
        """Take up what the browser kept, as far as the articles bear it out; None where there is nothing to take up.

        Nor is there where something was asked before the page had settled: that is not to be written over.
        """
        before = () if conversation else loaded(kept, self._look_up)
        return self.view(before) if before else None

    def ask(self, conversation: Conversation, question: str, alone: bool = False) -> View:
        """Add a question; one of white space only adds nothing."""
        question = question.strip()
        if len(question) > MAX_CHARACTERS:
            return self.view(answered(asked(conversation, question[:MAX_CHARACTERS] + "…"), notice=TOO_LONG))
        return self.view(asked(conversation, question, alone) if question else conversation)

    def answer(self, conversation: Conversation) -> View:
        """Answer the question that is awaited, if one is."""
        if not conversation or not conversation[-1].awaited:
            return self.view(conversation)
        *before, last = conversation
        past = () if last.alone else history(before)
        try:
            return self.view(answered(conversation, self._service.ask(last.question, past)))
        except PresseError as error:
            log.warning("question not answered: %s", error)
            return self.view(answered(conversation, notice=notice(error)))
        except Exception as error:
            log.exception("question not answered")
            return self.view(answered(conversation, notice=notice(error)))

    def ask_again(self, conversation: Conversation, turn: int, question: str | None = None) -> View:
        """Ask the question of a turn again, or another in its place; what came after it goes."""
        if not 0 <= turn < len(conversation):
            return self.view(conversation)
        return self.ask(conversation[:turn], conversation[turn].question if question is None else question)

    def ask_alone(self, conversation: Conversation) -> View:
        """Ask the last question again as it stands, without the questions before it."""
        if not conversation:
            return self.view(conversation)
        return self.ask(conversation[:-1], conversation[-1].question, alone=True)

    def judge(self, conversation: Conversation, reader: str, turn: int, opinion: str | bool) -> str:
        """Keep a reader's opinion of an answer, or forget it where it is empty; returns what to say to that."""
        answer = conversation[turn].answer if 0 <= turn < len(conversation) else None
        if self._feedback is None or answer is None:
            return NOT_KEPT
        verdict = OPINIONS.get(opinion if isinstance(opinion, str) else "Like" if opinion else "Dislike")
        try:
            if verdict is None:
                self._feedback.withdraw(reader, turn)
                return FORGOTTEN
            self._feedback.put(reader, turn, verdict, history(conversation[:turn]), answer)
        except PresseError as error:
            log.warning("%s", error)
            return NOT_KEPT
        return THANKS

    def stop(self, conversation: Conversation) -> View:
        """Give up the question that is awaited, if one is."""
        awaited = bool(conversation) and conversation[-1].awaited
        return self.view(answered(conversation, notice=STOPPED) if awaited else conversation)


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


def _wire(
    desk: _Desk,
    conversation: gr.State,
    kept: gr.BrowserState,
    bot: gr.Chatbot,
    box: gr.Textbox,
    alone: gr.Button,
    panel: gr.HTML,
) -> None:
    """Connect the page's events: a question is shown at once, answered next, and can be stopped in between."""
    shown = [conversation, bot, panel, kept]

    def submit(question: str, current: Conversation) -> tuple[Any, ...]:
        return gr.Textbox("", submit_btn=False, stop_btn="Arrêter"), *desk.ask(current, question)

    def suggested(current: Conversation, picked: gr.SelectData) -> View:
        return desk.ask(current, picked.value["text"])

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
            desk.answer, conversation, shown, concurrency_id="ask", concurrency_limit=AT_ONCE, api_visibility="private"
        )
        _at_once(answering.then, ready, None, box)
        return answering

    def like(current: Conversation, event: gr.LikeData, request: gr.Request) -> None:
        gr.Info(desk.judge(current, request.session_hash or "", _turn(event.index), event.liked), duration=3, title="")

    running = [
        then_answer(_at_once(box.submit, submit, [box, conversation], [box, *shown])),
        then_answer(_at_once(bot.example_select, suggested, conversation, shown)),
        then_answer(_at_once(alone.click, desk.ask_alone, conversation, shown)),
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
