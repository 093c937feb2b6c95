"""Volumes that are rows in Cinder's database and hold no bytes: nothing here would read them."""
from cinder.volume import driver


class Rows(driver.VolumeDriver):
    VERSION = '1.0'
    GIGABYTES = 10000

    def check_for_setup_error(self):
        pass

    def _update_volume_stats(self):
        self._stats = {
            'volume_backend_name': self.configuration.volume_backend_name,
            'vendor_name': 'Sutler', 'driver_version': self.VERSION, 'storage_protocol': 'rows',
            'total_capacity_gb': self.GIGABYTES, 'free_capacity_gb': self.GIGABYTES,
            'reserved_percentage': 0, 'multiattach': False}

    def create_volume(self, volume):
        pass

    def delete_volume(self, volume):
        pass

    def extend_volume(self, volume, new_size):
        pass

    def clone_image(self, context, volume, image_location, image_meta, image_service):
        return {}, True

    def ensure_export(self, context, volume):
        pass

    def create_export(self, context, volume, connector):
        pass

    def remove_export(self, context, volume):
        pass

    def initialize_connection(self, volume, connector):
        return {'driver_volume_type': 'fake', 'data': {'volume_id': volume.id}}

    def terminate_connection(self, volume, connector, **kwargs):
        pass
