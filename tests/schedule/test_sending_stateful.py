"""Whatever happens to an outbox, in any order: no mail goes again after it was sent, none that is ready is lost."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from db import Outbox, Store
from db.outbox import INTERRUPTED, UNSUBSCRIBED
from funding.outbox import OutboxMail

START = datetime(2026, 11, 23, 6, tzinfo=UTC)
WHO = st.sampled_from(["a@x.example", "A@X.example", "b@x.example"])
KIND = st.sampled_from(["digest/x", "digest/y"])
PERIOD = st.sampled_from(["1", "2", "3"])
WAIT = st.integers(0, 3)


class Post(RuleBasedStateMachine):
    """A model beside the table: the state of each key, and which was handed to a server when."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name) / "s.sqlite")
        self.outbox, self.now = Outbox(self.store), START
        self.claimed: int | None = None
        self.states: dict[int, str] = {}
        self.gone: list[int] = []

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(who=WHO, kind=KIND, period=PERIOD)
    def put(self, who: str, kind: str, period: str) -> None:
        known = self.outbox.find(who, kind, period)
        unsent = self.outbox.listed("ready", "claimed", "failed")
        mine = [mail for mail in unsent if (mail.recipient, mail.kind) == (who.casefold(), kind)]
        caught = any(mail.state == "claimed" or mail.error.startswith(INTERRUPTED) for mail in mine)
        new = self.outbox.put(_mail(who, kind, period), self.now)
        left = known is not None and known.error == UNSUBSCRIBED
        assert new is ((known is None or left) and not caught)
        if new:
            if known is not None:
                del self.states[known.id]
            self.states |= {mail.id: "withdrawn" for mail in mine}
            made = self.outbox.find(who, kind, period)
            assert made is not None
            self.states[made.id] = "ready"

    @precondition(lambda self: self.claimed is None)
    @rule()
    def claim(self) -> None:
        due = [mail.id for mail in self.outbox.listed("ready") if mail.due <= self.now]
        mail = self.outbox.claim(self.now)
        assert (mail is None) is (not due), "a ready mail waits, or one came from nowhere"
        if mail is not None:
            assert mail.id in due
            assert mail.id not in self.gone, "sent again after it was marked"
            self.claimed, self.states[mail.id] = mail.id, "claimed"

    @precondition(lambda self: self.claimed is not None)
    @rule(how=st.sampled_from(["sent", "failed", "withdrawn", "ready", "torn", "killed"]), wait=WAIT)
    def decide(self, how: str, wait: int) -> None:
        assert self.claimed is not None
        if how == "sent":
            self.outbox.sent(self.claimed, self.now)
            self.gone.append(self.claimed)
        elif how == "failed":
            self.outbox.fail(self.claimed, "550")
        elif how == "withdrawn":
            self.outbox.leave_out(self.claimed)
        elif how in {"ready", "torn"}:
            self.outbox.postpone(self.claimed, self.now + timedelta(hours=wait), "451", torn=how == "torn")
            how = "ready"
        if how != "killed":
            self.states[self.claimed] = how
        self.claimed = None

    @precondition(lambda self: self.claimed is None)
    @rule()
    def recover(self) -> None:
        torn = [key for key, state in self.states.items() if state == "claimed"]
        assert self.outbox.recover() == len(torn)
        self.states |= dict.fromkeys(torn, "ready")

    @rule(data=st.data())
    def retry(self, data: st.DataObject) -> None:
        if self.states:
            one = data.draw(st.sampled_from(sorted(self.states)))
            if self.outbox.retry(one, self.now):
                assert self.states[one] == "failed"
                self.states[one] = "ready"

    @rule(data=st.data())
    def late(self, data: st.DataObject) -> None:
        """What is decided twice, as by a sender that hung, changes nothing that was sent, failed or withdrawn."""
        settled = sorted(key for key, state in self.states.items() if state in {"sent", "failed", "withdrawn"})
        if settled:
            one = data.draw(st.sampled_from(settled))
            self.outbox.postpone(one, self.now, "451")
            self.outbox.fail(one, "550")
            self.outbox.leave_out(one)

    @rule(hours=st.integers(1, 9))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @invariant()
    def agrees(self) -> None:
        assert {mail.id: mail.state for mail in self.outbox.listed()} == self.states
        assert len(self.gone) == len(set(self.gone))


def _mail(who: str, kind: str, period: str) -> OutboxMail:
    key = f"{who.casefold()}/{kind}/{period}"
    return OutboxMail(
        recipient=who, address=who, kind=kind, period=period, subject="x", message_id=f"<{key}>", message=key.encode()
    )


TestPost = Post.TestCase
TestPost.settings = settings(deadline=None, max_examples=25, stateful_step_count=40)
