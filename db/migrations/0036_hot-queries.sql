DROP INDEX "homes_landlord_id_insee_index";--> statement-breakpoint
CREATE INDEX "homes_landlord_id_insee_qpv_code_typology_index" ON "homes" USING btree ("landlord_id","insee","qpv_code","typology");--> statement-breakpoint
CREATE INDEX "register_events_landlord_id_export_id_number_index" ON "register_events" USING btree ("landlord_id","export_id","number");--> statement-breakpoint
CREATE INDEX "tenancies_landlord_id_application_number_index" ON "tenancies" USING btree ("landlord_id","application_number");