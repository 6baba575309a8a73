"""The directory's rows of the permission table."""

from accounts.permissions import Action, Target
from directory import cards, editing, history, territories, visibility
from directory.kinds import EntryKind
from directory.provenance import clashes, review, suppression
from directory.search import following
from directory.search.schema import SCHEMA
from directory.territories import TerritoryDraft
from search.engines import open_engine
from tests.cast import NOW
from tests.directory.samples import CENTRE
from tests.permissions import Asks, Follows, Row, Shows

OF_NETWORK = Target("entry", visibility="network")
SEARCHES = "tests/directory/search/test_rights.py"

ROWS: dict[str, Row] = {
    "directory.editing.add": Asks(
        Action.EDIT,
        lambda stage, actor: editing.add(
            stage.session, actor, EntryKind.ORGANIZATION, CENTRE | {"identifiers": []}
        ),
    ),
    "directory.editing.get": Asks(
        Action.READ,
        lambda stage, actor: editing.get(stage.session, actor, stage.hidden.uid),
        target=OF_NETWORK,
    ),
    "directory.editing.edit": Asks(
        Action.EDIT,
        lambda stage, actor: editing.edit(
            stage.session, actor, stage.public.uid, {"name": "Autre"}, seen_version=stage.public.version
        ),
    ),
    "directory.editing.verify": Asks(
        Action.VERIFY,
        lambda stage, actor: editing.verify(
            stage.session, actor, stage.public.uid, seen_version=stage.public.version
        ),
    ),
    "directory.editing.retire": Asks(
        Action.RETIRE,
        lambda stage, actor: editing.retire(
            stage.session, actor, stage.public.uid, seen_version=stage.public.version
        ),
    ),
    "directory.editing.restore": Asks(
        Action.RETIRE,
        lambda stage, actor: editing.restore(
            stage.session, actor, stage.public.uid, seen_version=stage.public.version
        ),
    ),
    "directory.editing.redirect": Asks(
        Action.RETIRE,
        lambda stage, actor: editing.redirect(
            stage.session, actor, stage.public.uid, stage.hidden.uid, seen_version=stage.public.version
        ),
    ),
    "directory.editing.require_on": Follows("directory.history.undo"),
    "directory.history.history": Asks(
        Action.READ_HISTORY, lambda stage, actor: history.history(stage.session, actor, stage.public.uid)
    ),
    "directory.history.as_of": Asks(
        Action.READ_HISTORY, lambda stage, actor: history.as_of(stage.session, actor, stage.public.uid, NOW)
    ),
    "directory.history.undo": Asks(
        Action.EDIT, lambda stage, actor: history.undo(stage.session, actor, seq=1)
    ),
    "directory.cards.card": Asks(
        Action.READ,
        lambda stage, actor: cards.card(stage.session, actor, stage.hidden.uid),
        target=OF_NETWORK,
    ),
    "directory.cards.links.around": Shows("tests/directory/test_cards.py"),
    "directory.provenance.clashes.open_ones": Asks(
        Action.SETTLE, lambda stage, actor: clashes.open_ones(stage.session, actor)
    ),
    "directory.provenance.clashes.settle": Asks(
        Action.SETTLE, lambda stage, actor: clashes.settle(stage.session, actor, 1, take="ours")
    ),
    "directory.provenance.review.open_ones": Asks(
        Action.SETTLE, lambda stage, actor: review.open_ones(stage.session, actor)
    ),
    "directory.provenance.review.close": Asks(
        Action.SETTLE, lambda stage, actor: review.close(stage.session, actor, 1)
    ),
    "directory.provenance.suppression.suppress": Asks(
        Action.ERASE, lambda stage, actor: suppression.suppress(stage.session, actor, stage.public.uid)
    ),
    "directory.provenance.suppression.lift": Asks(
        Action.ERASE, lambda stage, actor: suppression.lift(stage.session, actor, stage.public.uid)
    ),
    "directory.provenance.suppression.listing": Asks(
        Action.ERASE, lambda stage, actor: suppression.listing(stage.session, actor)
    ),
    "directory.territories.add": Asks(
        Action.MANAGE_TERRITORIES,
        lambda stage, actor: territories.add(stage.session, actor, TerritoryDraft("Saumurois")),
    ),
    "directory.territories.edit": Asks(
        Action.MANAGE_TERRITORIES,
        lambda stage, actor: territories.edit(
            stage.session, actor, stage.public.uid, TerritoryDraft("Saumurois"), seen_version=1
        ),
    ),
    "directory.territories.remove": Asks(
        Action.MANAGE_TERRITORIES,
        lambda stage, actor: territories.remove(stage.session, actor, stage.public.uid, seen_version=1),
    ),
    "directory.search.following.rebuild": Asks(
        Action.REBUILD_INDEX,
        lambda stage, actor: following.rebuild(
            stage.runtime, actor, open_engine("whoosh", stage.folder / str(actor.person_id), SCHEMA)
        ),
        edge=True,
    ),
    "directory.search.find.find": Shows(SEARCHES),
    "directory.search.asking.asking_of": Shows(SEARCHES),
    "directory.search.hits.load": Shows(SEARCHES),
    "directory.search.spelling.corrected": Shows(SEARCHES),
    "directory.search.spelling.one_name": Shows(SEARCHES),
    "directory.search.spelling.place_meant": Shows(SEARCHES),
    "directory.visibility.visible_to": Shows("tests/directory/test_visibility.py"),
    "directory.visibility.contacts_for": Shows("tests/directory/test_visibility.py"),
    "directory.visibility.fields_for": Shows("tests/directory/test_editing.py"),
    "directory.visibility.require_read": Asks(
        Action.READ,
        lambda stage, actor: visibility.require_read(actor, "network", NOW),
        target=OF_NETWORK,
    ),
}
