"""A version of shares is not removed either, by DELETE or TRUNCATE."""

from django.db import migrations, models
import django.db.models.deletion

from organizations.append_only import allow_changes, forbid_changes
from tasks.append_only import allow_updates, forbid_updates

TABLE = "targets_allocationversion"


class Migration(migrations.Migration):
    dependencies = [("organizations", "0003_append_only"), ("targets", "0007_ranks_shown")]

    operations = [
        migrations.AlterField(
            model_name="allocationversion",
            name="target",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="allocation_versions", to="targets.target", verbose_name="target"),
        ),
        migrations.RunPython(allow_updates(TABLE), forbid_updates(TABLE)),
        migrations.RunPython(forbid_changes(TABLE), allow_changes(TABLE)),
    ]
