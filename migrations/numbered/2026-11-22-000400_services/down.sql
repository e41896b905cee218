drop table service_versions;
drop table history.service_versions;
drop function history.write_service_versions();
