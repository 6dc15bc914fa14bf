package io.nowait.examples.limit.loop;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static io.netty.handler.codec.http.HttpVersion.HTTP_1_1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.nowait.examples.support.load.Body;

/**
 * Answers {@code GET /<number>} with the {@link Body} of that number from a direct buffer, which Netty frees once it is
 * written. Where memory is refused the connection is closed, and the client counts it.
 */
final class AnswerHandler extends SimpleChannelInboundHandler<HttpObject> {
    private final int longest;

    AnswerHandler(int longest) {
        this.longest = longest;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (!(message instanceof HttpRequest request)) {
            return;
        }
        byte[] content =
                Body.of(Long.parseLong(request.uri().substring(1)), longest).bytes();
        ByteBuf buffer = context.alloc().directBuffer(content.length, content.length);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HTTP_1_1, OK, buffer.writeBytes(content));
        response.headers().set(CONTENT_LENGTH, content.length);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
