#!/bin/sh
# Run once by the image of PostgreSQL on an empty folder: the owner migrates, the service's account owns nothing.
set -eu
owner_password=$(cat /run/secrets/owner_password)
service_password=$(cat /run/secrets/service_password)
psql --username postgres --set ON_ERROR_STOP=1 \
  --set owner="$owner_password" --set service="$service_password" <<'SQL'
create role parcours_owner login password :'owner';
create role parcours_service login password :'service';
create database parcours owner parcours_owner;
revoke connect on database parcours from public;
grant connect on database parcours to parcours_service;
SQL
