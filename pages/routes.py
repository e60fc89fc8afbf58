"""All routes: one set of filters for the map of corridors and for what many routes have in common."""

from services import desk
from ui import look
from ui.guard import require_user
from ui.parts import route_explorer, route_filters
from ui.words import _

actor = require_user("investigator", "prosecutor", "supervisor", "trainer", "read_only")
here = desk.current()
look.page_head(_("Routes"), look.role_legend())

filters, beside = route_filters.bar(here, actor)
route_explorer.show(here, actor, filters, beside)
