"""What is past due is added up in parts. A close that was begun before has no such parts: it is to be ended first."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def ask_for_rest(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    running = apps.get_model("daily_close", "Run").objects.filter(state="running").first()
    if running is not None:
        raise RuntimeError(f"The close of {running.day} is not finished. End it with the former version, then update.")


class Migration(migrations.Migration):
    dependencies = [("daily_close", "0001_initial"), ("contracts", "0001_initial")]

    operations = [
        migrations.RunPython(ask_for_rest, migrations.RunPython.noop),
        migrations.CreateModel(
            name="PartLate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bucket", models.SmallIntegerField()),
                ("contracts", models.IntegerField()),
                ("principal", models.BigIntegerField()),
                ("overdue", models.BigIntegerField()),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contracts.cohort"
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="late_sums",
                        to="daily_close.part",
                    ),
                ),
            ],
        ),
    ]
