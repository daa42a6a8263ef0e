from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('founding', '0002_further'),
    ]

    operations = [
        migrations.AddField(
            model_name='founding',
            name='supplied',
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
