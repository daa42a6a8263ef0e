import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0009_staff_on_file'),
        ('founding', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FurtherFounding',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('answers', models.JSONField(default=dict)),
            ],
        ),
    ]
