from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import tasks.models.evidence


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0006_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="kind of line")),
                ("subject_id", models.PositiveBigIntegerField(verbose_name="subject")),
                (
                    "file",
                    models.FileField(
                        max_length=200, upload_to=tasks.models.evidence.storage_name, verbose_name="file"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("size", models.PositiveBigIntegerField(help_text="In bytes.", verbose_name="size")),
                ("media_type", models.CharField(max_length=100, verbose_name="type")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "uploaded_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="uploaded at"),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed at"),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="tasks.filing",
                        verbose_name="filing",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="removed by",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["filing", "kind", "subject_id", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("filing", "kind", "subject_id", "sha256"),
                        name="tasks_evidence_once",
                        violation_error_message="This file is at the line already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("uploaded_at__isnull", False), ("uploaded_by__isnull", False)),
                            models.Q(("uploaded_at__isnull", True), ("uploaded_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="tasks_evidence_uploaded_at_with_by",
                        violation_error_message="Who and when belong together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="tasks_evidence_removed_at_with_by",
                        violation_error_message="Who and when belong together.",
                    ),
                ],
            },
        ),
    ]
