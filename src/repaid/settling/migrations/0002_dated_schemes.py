import datetime

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('settling', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='settlementscheme',
            name='valid_from',
            field=models.DateField(default=datetime.date(2000, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='settlementscheme',
            name='is_archived',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='settlementscheme',
            name='set_at',
            field=models.DateTimeField(auto_now=True),
        ),
        migrations.AddField(
            model_name='settlementscheme',
            name='set_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RemoveConstraint(
            model_name='settlementscheme',
            name='settlement_scheme_once',
        ),
        migrations.AddConstraint(
            model_name='settlementscheme',
            constraint=models.UniqueConstraint(fields=('organisation', 'code', 'valid_from'), name='settlement_scheme_version'),
        ),
        migrations.AddField(
            model_name='automatic',
            name='set_at',
            field=models.DateTimeField(auto_now=True),
        ),
    ]
