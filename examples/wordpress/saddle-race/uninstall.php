<?php
// WordPress calls this when the plugin is deleted.
if ( defined( 'WP_UNINSTALL_PLUGIN' ) ) {
	delete_option( 'saddle_race_loader' );
}
