"""Questions of whoever watches over the server: is the portal alive, may it be given work, is it done?"""

import logging
import tempfile
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from background.models import Job, WorkerPresence
from guidance_portal.production import sample_people_problem
from organizations.models.append_only import unguarded_tables

logger = logging.getLogger(__name__)


class NotReadyError(Exception):
    """A check that failed; its text is short and tells a stranger nothing about the server."""


@login_not_required
@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers; neither the database nor the disk is asked."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Every check with its answer; 503 when one failed that serving pages needs.

    Pages are served without a worker as well, and a balancer that asks here would take every web server away
    when the one worker is down. ``?all`` asks for a watcher, whom the background work concerns too.
    """
    checks = {name: answer(check) for name, check in (SERVING | BACKGROUND).items()}
    counted = checks if "all" in request.GET else SERVING
    is_ready = {checks[name] for name in counted} == {"ok"}
    return JsonResponse({"ready": is_ready, "checks": checks}, status=200 if is_ready else 503)


def answer(check: Callable[[], None]) -> str:
    """``ok``, or what is wrong in a few words; the log has the rest."""
    try:
        check()
    except NotReadyError as problem:
        return str(problem)
    except Exception:
        logger.exception("The readiness check %s failed", check.__name__)
        return "failed, see the log"
    return "ok"


def database_answers() -> None:
    """One query that reads no table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations_are_applied() -> None:
    """The database has the shape that this version of the portal expects."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise NotReadyError(f"{len(waiting)} migrations are not applied")


def history_is_guarded() -> None:
    """The database refuses to change what is written once: no rule was lost or switched off."""
    if unguarded := unguarded_tables():
        raise NotReadyError(f"append-only tables without their rules: {len(unguarded)}")


def storage_is_writable() -> None:
    """A file can be written where uploads and exports are kept; it vanishes at once."""
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=settings.MEDIA_ROOT) as file:
        file.write(b"ready")


def worker_is_there() -> None:
    """Some worker has given a sign of life lately (one query)."""
    if not WorkerPresence.objects.alive(at=timezone.now()).exists():
        raise NotReadyError("no worker gives a sign of life")


def jobs_get_done() -> None:
    """No job waits or runs for too long, and none has lost its worker (one query)."""
    stuck = Job.objects.stuck(at=timezone.now()).count()
    if stuck:
        raise NotReadyError(f"{stuck} jobs are stuck")


def people_are_real() -> None:
    """No sample person can sign in where real people work; the log alone says that one can."""
    if problem := sample_people_problem():
        logger.error(problem)
        raise NotReadyError("failed, see the log")


SERVING: dict[str, Callable[[], None]] = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "history": history_is_guarded,
    "storage": storage_is_writable,
    "people": people_are_real,
}
BACKGROUND: dict[str, Callable[[], None]] = {"worker": worker_is_there, "jobs": jobs_get_done}
