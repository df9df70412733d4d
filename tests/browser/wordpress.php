<?php
// Prints a page as WordPress would with the example's block on it. In place of WordPress: the few functions that the
// plugin calls. Arguments: the plugin's folder, the block's attributes as JSON, and the options of the site as JSON.
define( 'ABSPATH', '/' );
[ , $folder, $json, $json_of_site ] = $argv;
$attributes = json_decode( $json, true, 8, JSON_THROW_ON_ERROR );
$options    = json_decode( $json_of_site, true, 8, JSON_THROW_ON_ERROR );
$settings   = array();
$block      = null;
$scripts    = array();
$actions    = array();
function add_action( $name, $run ) { global $actions; $actions[ $name ][] = $run; }
function register_block_type( $folder ) {
	global $block;
	$block           = json_decode( file_get_contents( "$folder/block.json" ), true, 16, JSON_THROW_ON_ERROR );
	$block['folder'] = $folder;
}
function wp_enqueue_script( $handle, $address, $dependencies, $version, $how ) { global $scripts; $scripts[ $handle ] = array( $address, $how['strategy'] ); }
function get_option( $name, $default ) { global $options; return $options[ $name ] ?? $default; }
function register_setting( $page, $name, $how ) { global $settings; $settings[ $name ] = $how; }
function add_settings_field( $id, $title, $print, $page ) { $print(); }
function __( $text, $domain ) { return $text; }
function esc_attr( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
function esc_html__( $text, $domain ) { return htmlspecialchars( $text, ENT_QUOTES ); }
function esc_url_raw( $url, $schemes = array( 'https', 'http', 'mailto' ) ) {
	return preg_match( '/^(' . implode( '|', $schemes ) . '):|^\//', $url ) ? $url : '';
}
function esc_url( $url ) { return esc_attr( esc_url_raw( $url ) ); }

require "$folder/saddle-race.php";
foreach ( $actions['init'] as $run ) {
	$run();
}
// The administrator opens the page of settings, and saves it as it is.
ob_start();
foreach ( $actions['admin_init'] as $run ) {
	$run();
}
$form = ob_get_clean();
foreach ( $settings as $name => $how ) {
	if ( ! str_contains( $form, " name=\"$name\" value=\"" . esc_attr( get_option( $name, '' ) ) . '"' ) ) {
		exit( "The page of settings has no field for $name: $form" );
	}
	$options[ $name ] = $how['sanitize_callback']( get_option( $name, '' ) );
}
// WordPress passes on what stands in the post, whether block.json names it or not, and the defaults of what does not.
$attributes = array_merge( array_map( fn( $attribute ) => $attribute['default'], $block['attributes'] ), $attributes );
ob_start();
require $block['folder'] . '/' . substr( $block['render'], strlen( 'file:./' ) );
$body = ob_get_clean();
echo "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"><title>WordPress</title>\n";
foreach ( $scripts as [ $address, $strategy ] ) {
	printf( "<script %s src=\"%s\"></script>\n", $strategy, esc_attr( $address ) );
}
echo "</head>\n<body>\n$body\n</body>\n</html>\n";
