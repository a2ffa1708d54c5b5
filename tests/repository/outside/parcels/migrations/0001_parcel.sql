-- 0001 parcel: what Omega carries for us.
CREATE TABLE omega_parcels.parcel (id uuid PRIMARY KEY, label text NOT NULL DEFAULT 'ąž "quoted"');
