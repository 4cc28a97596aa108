"""Sessions in the database, as Django keeps them, found by a query whose SQL is written once."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from organizations.prepared_queries import PreparedQuery

BY_KEY = PreparedQuery(lambda key: Session.objects.filter(session_key=key))


class SessionStore(DatabaseStore):
    """Django's own, but for how a session is found."""

    def _get_session_from_db(self) -> Session | None:
        """The session that lasts; None where it has ended (one query)."""
        found = BY_KEY.first(key=self.session_key) if self.session_key else None
        if found is None or found.expire_date <= timezone.now():
            self._session_key = None
            return None
        return found
