"""Reports one after another, each from its snapshot and in every form, each form read back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from organizations.models import Organization
from reports.assembly import Wanted
from reports.exports.file_names import NamesGiven
from reports.exports.makers import MAKERS
from reports.exports.manifest import ManifestFile, ManifestReport, Refusal
from reports.exports.plan import ExportPlan
from reports.exports.stages import Course, Stage, Step
from reports.models import FormKey
from reports.rendering import FileDiffers, FormRefused
from reports.snapshot.digests import Digests, digests_of
from reports.snapshot.snapshot import Snapshot
from reports.snapshot.year import Name
from reports.snapshot_source import write_snapshot_of

# Given each file that is made and its name; may take the file away.
type Receive = Callable[[Path, str], None]


@dataclass(frozen=True)
class ReportSeries:
    """The reports of a plan, made in ``folder``. ``receive`` is given each file as soon as it is proved, so
    that no more than one report lies there at a time."""

    plan: ExportPlan
    folder: Path
    course: Course
    receive: Receive
    names: NamesGiven = field(default_factory=NamesGiven)

    def reports(self) -> Iterator[ManifestReport]:
        for place, organization in enumerate(self.plan.organizations, start=1):
            name = Name(organization.short_name, organization.english_name)
            yield self.report(organization, Stage(Step.GATHER, name, "", place, len(self.plan.organizations)))

    def report(self, organization: Organization, gathering: Stage) -> ManifestReport:
        """One report: its snapshot, then each form. A form that is refused leaves the others as they are."""
        snapshot, digests = self.snapshot_of(organization, gathering)
        head, files, refused = snapshot.head, [], []
        stem = self.names.stem(head, self.plan.language)
        for form in self.plan.forms:
            try:
                files.append(self.file(snapshot, form, self.name_of(stem, form), gathering))
            except FormRefused as refusal:
                self.course.skip()
                refused.append(Refusal(form.value, str(refusal)))
        snapshot.path.unlink()
        return ManifestReport(
            organization=head.organization.code,
            name=head.organization.full_name,
            version=head.version,
            is_frozen=head.is_frozen,
            as_of=head.as_of,
            with_submitted=head.with_submitted,
            snapshot_sha256=digests.sha256,
            snapshot_sm3=digests.sm3,
            files=tuple(files),
            refused=tuple(refused),
        )

    def snapshot_of(self, organization: Organization, gathering: Stage) -> tuple[Snapshot, Digests]:
        """The snapshot as a file that is what its checksums say."""
        path, plan = self.folder / "snapshot.json", self.plan
        gathered = self.course.begin(gathering)
        wanted = Wanted(plan.guidance, organization, plan.at, plan.with_submitted)
        digests = write_snapshot_of(wanted, path, plan.versions.get(organization.pk))
        if digests_of(path) != digests:
            raise FileDiffers(f"the snapshot of {organization.code} is not what its checksums say")
        gathered(1, 1)
        return Snapshot(path), digests

    def file(self, snapshot: Snapshot, form: FormKey, name: str, gathering: Stage) -> ManifestFile:
        """Write one form and read it back."""
        path, maker = self.folder / f"report.{form.value}", MAKERS[form]
        writing, proving = (
            Stage(step, gathering.organization, form.value, gathering.place, gathering.count)
            for step in (Step.WRITE, Step.PROVE)
        )
        changes = maker.render(snapshot, self.plan.language, path, self.course.begin(writing))
        maker.prove(snapshot, self.plan.language, path, self.course.begin(proving))
        digests, size = digests_of(path), path.stat().st_size
        self.receive(path, name)
        return ManifestFile(name, form.value, size, digests.sha256, digests.sm3, tuple(changes))

    def name_of(self, stem: str, form: FormKey) -> str:
        """A file's name; where there are several reports, each has a folder."""
        name = f"{stem}.{form.value}"
        return f"{stem}/{name}" if self.plan.is_of_several else name
