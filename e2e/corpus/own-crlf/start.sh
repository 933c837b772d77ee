#!/bin/sh
exec gunicorn harbour.wsgi
