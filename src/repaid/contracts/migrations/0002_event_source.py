from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="source",
            field=models.CharField(blank=True, db_default="", max_length=24),
        ),
    ]
