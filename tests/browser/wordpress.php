<?php
// Prints a page as WordPress would with the example's block on it. In place of WordPress: the few functions that the
// plugin calls. Arguments: the plugin's folder, and the block's attributes as JSON.
define( 'ABSPATH', '/' );
[ , $folder, $json ] = $argv;
$attributes = json_decode( $json, true, 8, JSON_THROW_ON_ERROR );
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
function esc_attr( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
function esc_html__( $text, $domain ) { return htmlspecialchars( $text, ENT_QUOTES ); }
function esc_url_raw( $url ) { return preg_match( '/^(https?|mailto):|^\//', $url ) ? $url : ''; }
function esc_url( $url ) { return esc_attr( esc_url_raw( $url ) ); }

require "$folder/saddle-race.php";
foreach ( $actions['init'] as $run ) {
	$run();
}
// WordPress passes on only what block.json names, with its defaults.
$attributes = array_merge( array_map( fn( $attribute ) => $attribute['default'], $block['attributes'] ), array_intersect_key( $attributes, $block['attributes'] ) );
ob_start();
require $block['folder'] . '/' . substr( $block['render'], strlen( 'file:./' ) );
$body = ob_get_clean();
echo "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"><title>WordPress</title>\n";
foreach ( $scripts as [ $address, $strategy ] ) {
	printf( "<script %s src=\"%s\"></script>\n", $strategy, esc_attr( $address ) );
}
echo "</head>\n<body>\n$body\n</body>\n</html>\n";
