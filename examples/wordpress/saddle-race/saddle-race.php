<?php
/**
 * Plugin Name:       Saddle race
 * Description:       A block with a trail race's course and its sign-up.
 * Version:           0.1.0
 * Requires at least: 6.3
 * Requires PHP:      7.4
 * License:           MIT OR Apache-2.0
 *
 * Copy this folder into wp-content/plugins, activate it, and add the block "Saddle race" to a page.
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

add_action( 'init', static fn() => register_block_type( __DIR__ ) );
