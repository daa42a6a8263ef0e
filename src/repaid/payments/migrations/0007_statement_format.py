from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0006_online'),
    ]

    operations = [
        migrations.AlterField(
            model_name='statement',
            name='format',
            field=models.CharField(max_length=20),
        ),
    ]
