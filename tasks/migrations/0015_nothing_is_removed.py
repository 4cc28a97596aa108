"""What is written once is not removed either, by DELETE or TRUNCATE; with the tables that were forgotten.

Files and remarks stay as they came, but for whether a file is shown and a remark resolved.
"""

from django.db import migrations, models
import django.db.models.deletion

from organizations.append_only import allow_changes, forbid_changes
from tasks.append_only import allow_updates, forbid_updates

BEFORE = (
    "tasks_filingevent",
    "tasks_filingsnapshot",
    "tasks_linerevision",
    "tasks_amendment",
    "tasks_remarkstep",
)
TABLES = (*BEFORE, "tasks_amendment_affected", "tasks_lineseen")
FILE = ("id", "filing_id", "kind", "subject_id", "file", "name", "size", "media_type", "sha256", "uploaded_at", "uploaded_by_id")
REMARK = ("id", "filing_id", "kind", "subject_id", "version", "organization_id")


class Migration(migrations.Migration):
    dependencies = [("organizations", "0003_append_only"), ("tasks", "0013_saves_of_a_page")]

    operations = [
        migrations.AlterField(
            model_name="linerevision",
            name="filing",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="tasks.filing", verbose_name="filing"),
        ),
        migrations.AlterField(
            model_name="lineseen",
            name="filing",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines_seen", to="tasks.filing", verbose_name="filing"),
        ),
        migrations.RunPython(allow_updates(*BEFORE), forbid_updates(*BEFORE)),
        migrations.RunPython(forbid_changes(*TABLES), allow_changes(*TABLES)),
        migrations.RunPython(forbid_changes("tasks_evidence", columns=FILE), allow_changes("tasks_evidence")),
        migrations.RunPython(forbid_changes("tasks_remark", columns=REMARK), allow_changes("tasks_remark")),
    ]
