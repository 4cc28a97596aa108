"""The workers that there are, each with its last sign of life."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from background.terms import lease_lasts


class WorkerPresenceQuerySet(models.QuerySet["WorkerPresence"]):
    def alive(self, *, at: dt.datetime) -> Self:
        """Those heard of within the length of a lease."""
        return self.filter(seen_at__gt=at - lease_lasts())


class WorkerPresence(models.Model):
    """A worker process. It says that it lives while it does, takes its row along when it ends, and leaves it
    behind when it is killed."""

    worker = models.CharField(_("worker"), max_length=64, primary_key=True)
    host = models.CharField(_("machine"), max_length=255)
    pid = models.PositiveIntegerField(_("process"))
    started_at = models.DateTimeField(_("started at"))
    seen_at = models.DateTimeField(_("last sign of life"))

    objects = WorkerPresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        ordering = ["-seen_at", "worker"]

    def __str__(self) -> str:
        return self.worker

    def is_alive(self, *, at: dt.datetime) -> bool:
        """Whether the worker was heard of within the length of a lease."""
        return self.seen_at > at - lease_lasts()
