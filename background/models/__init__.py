from background.models.job import Job, JobLease
from background.models.worker import WorkerPresence

__all__ = ["Job", "JobLease", "WorkerPresence"]
